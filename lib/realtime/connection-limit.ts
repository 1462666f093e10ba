/** Counts the connections of each client. */
export type ConnectionLimit = {
  /** False when this client has as many as it may. */
  hasRoom: (client: string) => boolean;
  opened: (client: string) => void;
  closed: (client: string) => void;
};

/** Lets every client hold `most` connections at a time. */
export function createConnectionLimit(most: number): ConnectionLimit {
  const counts = new Map<string, number>();
  return {
    hasRoom: (client) => (counts.get(client) ?? 0) < most,
    opened: (client) => void counts.set(client, (counts.get(client) ?? 0) + 1),
    closed(client) {
      const left = (counts.get(client) ?? 0) - 1;
      if (left > 0) counts.set(client, left);
      else counts.delete(client);
    },
  };
}
