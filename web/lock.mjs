// Pins what the widget is built from in package-lock.json: versions and hashes, no addresses of anybody.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const LOCK = "package-lock.json";

execFileSync("npm", ["install", "--package-lock-only"], { stdio: "inherit" });
const lock = JSON.parse(readFileSync(LOCK, "utf8"));
for (const one of Object.values(lock.packages)) delete one.funding;
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
