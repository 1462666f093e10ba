"use client";

import { MailCheckIcon } from "lucide-react";
import { type FormEvent, useState } from "react";
import { errorMessage } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";

type Provider = { id: "github" | "google" | "email"; label: string };

/** next-auth's error codes that a visitor can do something about. */
const PROBLEMS: Record<string, string> = {
  AccessDenied: "Access was denied.",
  Verification: "The link in the mail was used already or has expired. Ask for a new one.",
  EmailSignin: "The mail could not be sent. Check the server's SMTP_URL and MAIL_FROM.",
  TooManyMails: "Enough mails were sent for now. Use the newest one, or try again in an hour.",
  OAuthAccountNotLinked:
    "This e-mail address belongs to an account that signed in another way. Use that way again.",
};

/** The configured ways to sign in; with none, how to configure one. */
export function SignInOptions({
  providers,
  error,
  mailSent,
}: {
  providers: Provider[];
  /** next-auth's error code from the address, when signing in failed. */
  error: string | null;
  mailSent: boolean;
}) {
  const [problem, setProblem] = useState(
    error === null ? null : (PROBLEMS[error] ?? `Signing in did not work (${error}). Try again.`),
  );
  const [busy, setBusy] = useState(false);
  const others = providers.filter((provider) => provider.id !== "email");

  const start = async (provider: Provider["id"], fields: Record<string, string> = {}) => {
    setBusy(true);
    setProblem(null);
    try {
      const { signIn } = await import("next-auth/react");
      await signIn(provider, { callbackUrl: "/", ...fields });
    } catch (caught) {
      setProblem(errorMessage(caught));
      setBusy(false);
    }
  };

  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-1.5">
        <h1 className="font-semibold text-xl tracking-tight">Sign in</h1>
        <p className="text-muted-foreground">
          An account keeps your bins for good and on every device. Bins made in this browser become
          yours; without an account everything else works too.
        </p>
      </div>
      <p role="alert" className="text-destructive empty:hidden">
        {problem}
      </p>
      {mailSent ? (
        <p role="status" className="flex items-center gap-2 rounded-md border bg-card px-3 py-2">
          <MailCheckIcon className="size-4 shrink-0 text-success" aria-hidden="true" />
          The mail is on its way. Open the link in it with this browser.
        </p>
      ) : null}
      {providers.length === 0 ? <HowToConfigure /> : null}
      {others.length === 0 ? null : (
        <div className="flex flex-col gap-2">
          {others.map(({ id, label }) => (
            <Button key={id} variant="outline" size="lg" disabled={busy} onClick={() => start(id)}>
              Continue with {label}
            </Button>
          ))}
        </div>
      )}
      {others.length === providers.length ? null : (
        <MailForm busy={busy} onSubmit={(email) => start("email", { email })} />
      )}
      <Button variant="link" size="inline" className="self-start max-md:h-10" asChild>
        {/* Loaded as a page of its own, like the logo's. */}
        <a href="/">Go on without an account</a>
      </Button>
    </div>
  );
}

function MailForm({ busy, onSubmit }: { busy: boolean; onSubmit: (email: string) => void }) {
  const [email, setEmail] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(email);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <Label htmlFor="email">E-mail address</Label>
      <div className="flex gap-2">
        <Input
          id="email"
          type="email"
          autoComplete="email"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Button type="submit" disabled={busy}>
          Send link
        </Button>
      </div>
    </form>
  );
}

function HowToConfigure() {
  const ways = [
    ["GitHub", "GITHUB_ID, GITHUB_SECRET"],
    ["Google", "GOOGLE_ID, GOOGLE_SECRET"],
    ["Links by e-mail", "SMTP_URL, MAIL_FROM"],
  ] as const;
  return (
    <section
      aria-labelledby="configure"
      className="flex flex-col gap-3 rounded-lg border bg-card p-4"
    >
      <h2 id="configure" className="font-medium">
        No way to sign in is set up on this server
      </h2>
      <p className="text-muted-foreground">
        Whoever runs it can set these environment variables and start it again:
      </p>
      <dl className="flex flex-col gap-2">
        {ways.map(([name, settings]) => (
          <div key={name} className="flex flex-wrap justify-between gap-x-4">
            <dt>{name}</dt>
            <dd className="font-mono text-muted-foreground text-xs leading-5">{settings}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
