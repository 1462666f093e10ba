import { errorMessage } from "#components/api.ts";
import { toast } from "./toast.ts";

/** Ends the session and goes home; next-auth's client is loaded only now. */
export async function signOutAndGoHome(): Promise<void> {
  try {
    const { signOut } = await import("next-auth/react");
    await signOut({ callbackUrl: "/" });
  } catch (error) {
    toast.error("Could not sign out", { description: errorMessage(error) });
  }
}
