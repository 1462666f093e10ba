const FIRST =
  "amber brisk calm clear coral crisp dusky early fair fleet gentle golden hazel ivory jade keen lucid mellow noble opal pale quick quiet rapid rosy sandy silver sunny swift teal tidy vivid warm".split(
    " ",
  );
const SECOND =
  "badger beacon brook cedar comet cove crane delta ember falcon fern finch fjord grove harbor heron inlet juniper lagoon lark maple marten meadow otter pebble pine plover reef ridge robin sparrow summit willow".split(
    " ",
  );

/** A name that can be told apart in a list, such as `quiet heron`; `random` gives values in [0, 1). */
export function suggestBinName(random: () => number): string {
  const pick = (words: string[]) => words[Math.floor(random() * words.length)] ?? "new";
  return `${pick(FIRST)} ${pick(SECOND)}`;
}
