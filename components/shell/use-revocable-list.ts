import { useCallback, useEffect, useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { toast } from "./toast.ts";

export type RevocableList<Item> =
  | { state: "loading" }
  | { state: "failed"; message: string }
  | { state: "ok"; items: Item[] };

/**
 * What was handed out and can be taken back, such as links and tokens, with ways to read it again, to
 * add the one just made and to revoke one.
 */
export function useRevocableList<Item extends { id: string }>(input: {
  /** Of the API, for reading: answers `{items}`. */
  listPath: string;
  /** Of the API, for revoking one. */
  itemPath: (item: Item) => string;
  revokedWords: (item: Item) => string;
  notRevokedWords: string;
}): {
  list: RevocableList<Item>;
  reload: () => Promise<void>;
  add: (item: Item) => void;
  /** Resolves to whether it is revoked now. */
  revoke: (item: Item) => Promise<boolean>;
} {
  const { listPath, itemPath, revokedWords, notRevokedWords } = input;
  const [list, setList] = useState<RevocableList<Item>>({ state: "loading" });

  const reload = useCallback(async () => {
    try {
      const { items } = await api.get<{ items: Item[] }>(listPath);
      setList({ state: "ok", items });
    } catch (error) {
      setList({ state: "failed", message: errorMessage(error) });
    }
  }, [listPath]);

  useEffect(() => {
    void reload();
  }, [reload]);

  const change = (edit: (items: Item[]) => Item[]) =>
    setList((now) => (now.state === "ok" ? { state: "ok", items: edit(now.items) } : now));

  const revoke = async (item: Item) => {
    try {
      await api.delete(itemPath(item));
    } catch (error) {
      toast.error(notRevokedWords, { description: errorMessage(error) });
      return false;
    }
    change((items) => items.filter((other) => other.id !== item.id));
    toast.success(revokedWords(item));
    return true;
  };

  return { list, reload, add: (item) => change((items) => [item, ...items]), revoke };
}
