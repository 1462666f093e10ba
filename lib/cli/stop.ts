/** How a command ends: done, refused or failed, or called in a way that makes no sense. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/**
 * Ends the command with one sentence for the person at the terminal. Thrown where the AppError of a
 * server would be: for what is expected to happen and cannot be mended here.
 */
export class Stop extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.name = "Stop";
    this.exitCode = exitCode;
  }
}

/** A call that makes no sense: the sentence, and where the help is. */
export class WrongUsage extends Stop {
  constructor(message: string) {
    super(message, EXIT.usage);
    this.name = "WrongUsage";
  }
}
