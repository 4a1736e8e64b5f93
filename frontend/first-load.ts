/** What the first page needs goes into one file: it packs a tenth smaller than forty small ones. Everything else stays as it is split. */
import { fileURLToPath } from 'node:url'
import { type Rolldown } from 'vite'

const ENTRY = fileURLToPath(new URL('./src/main.tsx', import.meta.url))
/** Libraries that name their parts one by one; in the others a file names far more than what is used of it. */
const LIBRARIES = /node_modules\/(react|react-dom|scheduler|@tanstack|tailwind-merge|clsx)\//

type Info = Rolldown.ModuleInfo | null

export function firstLoad() {
  let first: ReadonlySet<string> | undefined
  return {
    groups: [
      {
        name(id: string, graph: { getModuleInfo: (id: string) => Info }): string | null {
          first ??= reachable((each) => graph.getModuleInfo(each)?.importedIds ?? [])
          return first.has(id) ? 'app' : null
        },
      },
    ],
  }
}

/** What the entry imports at once, and what that imports. */
function reachable(importsOf: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>([ENTRY])
  for (const id of found)
    for (const next of importsOf(id))
      if (!next.includes('node_modules') || LIBRARIES.test(next)) found.add(next)
  return found
}
