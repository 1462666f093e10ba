import { toast } from "sonner";
import { errorMessage } from "#components/api.ts";

/** Ends the session and goes home; next-auth's client is loaded only now. */
export async function signOutAndGoHome(): Promise<void> {
  try {
    const { signOut } = await import("next-auth/react");
    await signOut({ callbackUrl: "/" });
  } catch (error) {
    toast.error("Could not sign out", { description: errorMessage(error) });
  }
}
