"use client";

import { CircleUserRoundIcon } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { loadPanel, MenuButton } from "#components/ui/opener.tsx";

const AccountActions = loadPanel(() =>
  import("./account-actions.tsx").then((module) => module.AccountActions),
);

/** Who is signed in, as far as menus show it; null for an anonymous visitor. */
export type AccountName = { name: string } | null;

/** A link to sign in, or a menu that says who is signed in. */
export function AccountMenu({ account }: { account: AccountName }) {
  if (account === null) {
    return (
      <Button variant="ghost" asChild>
        <Link href="/sign-in" prefetch={false}>
          Sign in
        </Link>
      </Button>
    );
  }
  return (
    <MenuButton
      button={
        <Button variant="ghost" size="icon" aria-label={`Account of ${account.name}`}>
          <CircleUserRoundIcon />
        </Button>
      }
    >
      {(opener) => <AccountActions opener={opener} name={account.name} />}
    </MenuButton>
  );
}
