/** Says what of a saved view is left out because the definitions changed, and mends the view when asked. */
import { changeView, keepView } from '@kit/client/saved-views'
import { useMessages } from '@kit/i18n/locale-context'
import { type ViewPlan } from '@kit/meta/plan'
import { Button } from '@kit/ui/button'
import { Icon } from '@kit/ui/icon'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tellRefusal } from './use-view-actions'
import { viewListWords } from './view-list-words'
import { wholeParts } from './view-parts'

export function ViewProblems({ view }: { view: ViewPlan }) {
  const words = useMessages(viewListWords)
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const mend = async () => {
    setBusy(true)
    try {
      const parts = wholeParts({ ...view, patched: undefined }, {})
      keepView(client, await changeView(view.key, view.saved?.version ?? 0, parts))
    } catch (error) {
      tellRefusal(client, error, words.failedTo)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div
      role="status"
      className="flex items-start gap-2 border-b border-line bg-warn-soft px-4 py-1.5 text-warn-text"
    >
      <Icon name="triangle-alert" className="mt-0.5 shrink-0" />
      <ul className="min-w-0 grow">
        {(view.problems ?? []).map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
      {view.saved?.can_change && (
        <Button size="small" busy={isBusy} onClick={() => void mend()}>
          {words.mend}
        </Button>
      )}
    </div>
  )
}
