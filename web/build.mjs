// Bundles src/ into the one script that the server gives out: ../bot/page/hepascreen.js.
// Its first line holds the hash of everything that it is built from, so that a test without Node can compare.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = process.argv[2] ?? join(here, "../bot/page/hepascreen.js");

function filesOf(folder) {
  return readdirSync(join(here, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesOf(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

function hashOfSources() {
  const hash = createHash("sha256");
  for (const name of ["build.mjs", "package-lock.json", "tsconfig.json", ...filesOf("src").sort()]) {
    hash.update(`${name}\0`).update(readFileSync(join(here, name))).update("\0");
  }
  return hash.digest("hex");
}

// On somebody else's page a rem is what that page says; the widget has its own. Conditions of at-rules keep theirs.
function withOwnRem(css) {
  const own = (line) => line.replace(/(?<![\w.])(-?\d*\.?\d+)rem\b/g, "calc($1 * var(--rem))");
  return css.split("\n").map((line) => (/^\s*(@|--rem:)/.test(line) ? line : own(line))).join("\n");
}

const result = await build({
  entryPoints: [join(here, "src/main.tsx")],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: ["es2022"],
  charset: "ascii", // a page may be read in any encoding
  legalComments: "none",
  loader: { ".css": "text" },
  plugins: [{
    // Style sheets are text in the bundle; white space in them is not worth its bytes.
    name: "css-text",
    setup(setup) {
      setup.onLoad({ filter: /\.css$/ }, async ({ path }) => {
        const made = await transform(withOwnRem(readFileSync(path, "utf8")), { loader: "css", minify: true });
        return { contents: made.code.trim(), loader: "text" };
      });
    },
  }],
});
const banner = `/*! Hepascreen, Apache-2.0. With preact, @preact/signals, socket.io-client (MIT). Sources: ${hashOfSources()} */\n`;
writeFileSync(target, banner + result.outputFiles[0].text);
