/** What the stream told lately: a tab that opens meanwhile hears what came between its own first data and its listening. */
import { type LiveMessage } from './messages'

const KEPT = 500
const KEPT_FOR = 120_000

export interface Recent {
  keep: (message: LiveMessage) => void
  /** All told since a moment (epoch ms), or one `reset` when that is not kept any more. */
  since: (moment: number) => LiveMessage[]
}

export function createRecent(now: () => number = Date.now): Recent {
  let kept: { at: number; message: LiveMessage }[] = []
  let from = now()
  return {
    keep: (message) => {
      const at = now()
      kept.push({ at, message })
      const first = kept.findIndex((one) => one.at > at - KEPT_FOR)
      const gone = kept.splice(0, Math.max(first, kept.length - KEPT, 0)).at(-1)
      if (gone) from = gone.at + 1
    },
    since: (moment) =>
      moment < from
        ? [{ kind: 'reset' }]
        : kept.filter((one) => one.at >= moment).map((one) => one.message),
  }
}
