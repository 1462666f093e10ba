import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { SignInOptions } from "#components/shell/sign-in-options.tsx";
import { configuredProviders } from "#lib/auth/config.ts";
import { pageCaller } from "#lib/auth/page-caller.ts";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ error?: string | string[]; sent?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { error, sent } = await searchParams;
  if ((await pageCaller()).userId !== null) redirect("/");
  return (
    <PageFrame className="max-w-md py-16">
      <SignInOptions
        providers={configuredProviders()}
        error={typeof error === "string" ? error : null}
        mailSent={sent !== undefined}
      />
    </PageFrame>
  );
}
