// Bundles the entry points of src/ into the folder given, and writes what was made into its manifest.json last,
// so that a build that stops half-way is seen as none. Usage: node build.mjs DIST DIGEST-OF-SOURCES
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const [dist, sources] = process.argv.slice(2);
if (!dist || !sources) throw new Error("usage: node build.mjs DIST DIGEST");
const fresh = `${resolve(dist)}.new`;
rmSync(fresh, { recursive: true, force: true });

await build({
  entryPoints: ["main", "chart", "network", "workbench"].map((name) => `src/${name}.js`),
  outdir: fresh,
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  target: ["es2021"],
  charset: "utf8",
  legalComments: "linked",
  loader: { ".svg": "dataurl", ".png": "dataurl", ".woff": "file", ".woff2": "file", ".ttf": "file", ".eot": "file" },
  assetNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  logLevel: "warning",
}).catch(() => process.exit(1)); // esbuild has said what is wrong

const files = Object.fromEntries(
  readdirSync(fresh)
    .sort()
    .map((name) => [name, createHash("sha256").update(readFileSync(join(fresh, name))).digest("hex").slice(0, 12)]),
);
mkdirSync(resolve(dist, ".."), { recursive: true });
writeFileSync(join(fresh, "manifest.json"), JSON.stringify({ sources, files }, null, 1));
rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);
