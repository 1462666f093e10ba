import { useEffect, useState } from "react";
import type { verify } from "#lib/signatures/verify.ts";

/** The check itself, once it has arrived. */
export type Verifier =
  | { state: "loading" }
  | { state: "ready"; verify: typeof verify }
  | { state: "failed" };

/**
 * Loads the check that the server runs too, before there is a secret on the page. When the page is
 * done with it, the keys that it kept are forgotten.
 */
export function useVerifier(): Verifier {
  const [verifier, setVerifier] = useState<Verifier>({ state: "loading" });
  useEffect(() => {
    let left = false;
    let forget = () => {};
    Promise.all([import("#lib/signatures/verify.ts"), import("#lib/signatures/digest.ts")]).then(
      ([{ verify }, { forgetKeys }]) => {
        forget = forgetKeys;
        if (!left) setVerifier({ state: "ready", verify });
      },
      () => {
        if (!left) setVerifier({ state: "failed" });
      },
    );
    return () => {
      left = true;
      forget();
    };
  }, []);
  return verifier;
}
