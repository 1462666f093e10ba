import { csharpSample } from "./csharp.ts";
import { goSample } from "./go.ts";
import { javaSample } from "./java.ts";
import { nodeSample } from "./node.ts";
import { phpSample } from "./php.ts";
import { pythonSample } from "./python.ts";
import type { CodeRecipe } from "./recipe.ts";
import { rubySample } from "./ruby.ts";

/** The languages in which a check can be written, in the order of the picker. */
export const CODE_LANGUAGES = [
  {
    id: "node",
    label: "Node.js",
    filename: "verify.mjs",
    run: "node verify.mjs",
    write: nodeSample,
  },
  {
    id: "python",
    label: "Python",
    filename: "verify.py",
    run: "python3 verify.py",
    write: pythonSample,
  },
  { id: "go", label: "Go", filename: "verify.go", run: "go run verify.go", write: goSample },
  { id: "ruby", label: "Ruby", filename: "verify.rb", run: "ruby verify.rb", write: rubySample },
  { id: "php", label: "PHP", filename: "verify.php", run: "php verify.php", write: phpSample },
  {
    id: "java",
    label: "Java",
    filename: "Verify.java",
    run: "java Verify.java",
    write: javaSample,
  },
  { id: "csharp", label: "C#", filename: "Program.cs", run: "dotnet run", write: csharpSample },
] as const satisfies readonly {
  id: string;
  label: string;
  filename: string;
  /** The command that runs it, with the secret in WEBHOOK_SECRET. */
  run: string;
  write: (recipe: CodeRecipe) => string;
}[];

/** One of the languages. */
export type CodeLanguage = (typeof CODE_LANGUAGES)[number]["id"];
