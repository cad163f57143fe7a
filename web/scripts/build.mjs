// Bundles web/src into pipelines/publish/site/assets/ (committed: the site is built by Python alone).
// With --check nothing is written: it fails where the committed bundle is not what the sources give.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const web = fileURLToPath(new URL("..", import.meta.url));
const assets = join(web, "../pipelines/publish/site/assets");
const BUNDLES = { common: "common.ts", reading: "reading/main.ts", search: "search/main.ts", list: "list.ts", compare: "compare.ts" };
const FONTS = [
  ["@fontsource-variable/source-serif-4", "source-serif-4-latin-wght-normal"],
  ["@fontsource-variable/source-serif-4", "source-serif-4-latin-ext-wght-normal"],
  ["@fontsource-variable/source-sans-3", "source-sans-3-latin-wght-normal"],
  ["@fontsource-variable/source-sans-3", "source-sans-3-latin-ext-wght-normal"],
];

function filesUnder(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => (statSync(join(folder, name)).isDirectory() ? filesUnder(join(folder, name)) : [join(folder, name)]));
}

async function made() {
  const files = new Map();
  for (const [name, source] of Object.entries(BUNDLES)) {
    const result = await build({
      entryPoints: [join(web, "src", source)], bundle: true, minify: true, write: false, format: "iife",
      target: "es2022", charset: "utf8", legalComments: "none", absWorkingDir: web,
    });
    files.set(`${name}.js`, Buffer.from(result.outputFiles[0].contents));
  }
  const style = await build({
    entryPoints: [join(web, "src/style/site.css")], bundle: true, minify: true, write: false, charset: "utf8",
    external: ["*.woff2"], target: "es2022", absWorkingDir: web,
  });
  files.set("site.css", Buffer.from(style.outputFiles[0].contents));
  for (const [pack, font] of FONTS) {
    const folder = dirname(require.resolve(`${pack}/package.json`));
    files.set(`fonts/${font}.woff2`, readFileSync(join(folder, "files", `${font}.woff2`)));
    files.set(`fonts/${pack.split("/")[1]}-LICENSE.txt`, readFileSync(join(folder, "LICENSE")));
  }
  files.set("icon.svg", readFileSync(join(web, "src/style/icon.svg")));
  // What the bundle was made from: a test without Node compares it with the sources.
  const sources = [...filesUnder(join(web, "src")), join(web, "package-lock.json"), join(web, "scripts/build.mjs")];
  const hash = createHash("sha256");
  for (const file of sources) hash.update(`${relative(web, file)}\0`).update(readFileSync(file)).update("\0");
  files.set("SOURCES.sha256", Buffer.from(`${hash.digest("hex")}\n`));
  return files;
}

const files = await made();
const present = (() => {
  try {
    return filesUnder(assets).map((file) => relative(assets, file));
  } catch {
    return [];
  }
})();
if (process.argv.includes("--check")) {
  const stale = [...files].filter(([name, bytes]) => !present.includes(name) || !readFileSync(join(assets, name)).equals(bytes));
  const left = present.filter((name) => !files.has(name));
  if (stale.length || left.length) {
    console.error(`out of date: ${[...stale.map(([name]) => name), ...left].join(", ")}. Run \`make web\` and commit the result.`);
    process.exit(1);
  }
} else {
  rmSync(assets, { recursive: true, force: true });
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(assets, name)), { recursive: true });
    writeFileSync(join(assets, name), bytes);
  }
}
