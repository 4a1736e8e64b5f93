// Fails the build when the first load of the shell is over its budget: gzip of the entry and everything it imports at once.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET = { js: 150, css: 15, chunk: 60 } // kB, gzip
// Libraries that come only with the one thing that needs them.
const HEAVY = { 'kit/fields/rich_text/editor.tsx': 145 }
const dist = new URL('./dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const size = (file) => gzipSync(readFileSync(new URL(file, dist))).length / 1000

const first = new Set()
const visit = (key) => {
  if (first.has(key)) return
  first.add(key)
  for (const next of manifest[key].imports ?? []) visit(next)
}
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
visit(entry)

const files = [...first].map((key) => manifest[key])
const js = files.reduce((sum, chunk) => sum + size(chunk.file), 0)
const css = new Set(files.flatMap((chunk) => chunk.css ?? []))
const styles = [...css].reduce((sum, file) => sum + size(file), 0)
const heavy = Object.keys(manifest)
  .filter((key) => !first.has(key) && manifest[key].file.endsWith('.js') && size(manifest[key].file) > (HEAVY[key] ?? BUDGET.chunk))

console.log(`first load: ${js.toFixed(1)} kB js of ${BUDGET.js}, ${styles.toFixed(1)} kB css of ${BUDGET.css} (gzip)`)
const faults = [
  js > BUDGET.js && `first load JavaScript is ${js.toFixed(1)} kB`,
  styles > BUDGET.css && `styles are ${styles.toFixed(1)} kB`,
  ...heavy.map((key) => `${key} is over ${HEAVY[key] ?? BUDGET.chunk} kB`),
].filter(Boolean)
if (faults.length > 0) {
  console.error(`over budget: ${faults.join('; ')}`)
  process.exit(1)
}
