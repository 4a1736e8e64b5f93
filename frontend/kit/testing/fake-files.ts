/** Files without a back end: kept in memory, sent in a few steps; thumbnails are drawn. */
import { wireFiles } from '../client/files'
import { ApiProblem } from '../client/problem'
import { type FileRef } from '../meta/wire'

const STEPS = 8

const picture = (hue: number) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="hsl(${hue} 45% 82%)"/><circle cx="48" cy="38" r="17" fill="hsl(${hue} 40% 58%)"/><path d="M14 96c2-24 16-34 34-34s32 10 34 34z" fill="hsl(${hue} 40% 58%)"/></svg>`,
  )}`
const signature = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 110"><path d="M24 74c22-52 34-54 30-14-3 26 16-26 26-24 9 3-9 38 6 34 12-4 18-36 26-32s-9 34 8 30 20-40 30-36-9 38 10 32c22-6 34-22 64-26 20-3 40 2 70-8" fill="none" stroke="#1d2430" stroke-width="3" stroke-linecap="round"/></svg>',
)}`

/** A name with "falha" is refused, so that screens can show it. `pause` is the time of one step, in milliseconds. */
export function fakeFiles({ pause = 120 }: { pause?: number } = {}): Map<string, FileRef> {
  const kept = new Map<string, FileRef>()
  const made = new Map<string, string>()
  wireFiles({
    send: async (file, name, { onProgress, signal }) => {
      for (let step = 1; step <= STEPS; step++) {
        await new Promise((resolve) => setTimeout(resolve, pause))
        if (signal?.aborted) throw new DOMException('stopped', 'AbortError')
        onProgress?.(step / STEPS)
      }
      if (name.includes('falha'))
        throw new ApiProblem({
          status: 413,
          code: 'too_large',
          detail: 'O arquivo é grande demais.',
        })
      const id = `file-${kept.size + 1}`
      const ref = { id, name, content_type: file.type || 'text/plain', size: file.size }
      kept.set(id, ref)
      if (file.type.startsWith('image/') && typeof URL.createObjectURL === 'function')
        made.set(id, URL.createObjectURL(file))
      return ref
    },
    hrefOf: (id) =>
      made.get(id) ??
      (id.startsWith('signature') ? signature : picture((id.codePointAt(id.length - 1) ?? 0) * 37)),
  })
  return kept
}
