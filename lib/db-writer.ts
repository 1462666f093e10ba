import { Client, type ClientConfig, type QueryConfig } from "pg";

/** One connection, for one statement after the other. */
export type DbWriter = {
  /**
   * Opens the connection when there is none, at first and after any failure. To an open one the
   * statement is sent before this returns. Rejects with the driver's error.
   */
  query: (statement: QueryConfig) => Promise<void>;
  end: () => Promise<void>;
};

/** A connection outside every pool, so that a statement never waits for somebody else's. */
export function createDbWriter(config: ClientConfig): DbWriter {
  let client: Client | null = null;

  async function open(): Promise<Client> {
    const opened = new Client(config);
    opened.on("error", () => drop(opened));
    await opened.connect();
    client = opened;
    return opened;
  }

  /** Whatever state it was in is gone with it. */
  function drop(broken: Client): void {
    if (client === broken) client = null;
    broken.end().catch(() => undefined);
  }

  return {
    async query(statement) {
      const connection = client ?? (await open());
      try {
        await connection.query(statement);
      } catch (error) {
        drop(connection);
        throw error;
      }
    },
    async end() {
      const open = client;
      client = null;
      await open?.end();
    },
  };
}
