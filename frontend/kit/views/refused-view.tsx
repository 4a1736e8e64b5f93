/** In place of a view that cannot be drawn for an entity: why not. */
import { useMessages } from '../i18n/locale-context'
import { ErrorCard } from '../ui/error-card'
import { refusalMessages } from './refusal-messages'

interface RefusedViewProps {
  icon: string
  title: string
  code: string
  /** As `accepts` of the kind gave them. */
  reasons: readonly string[]
}

export function RefusedView({ icon, title, code, reasons }: RefusedViewProps) {
  const { other, ...known }: { other: (code: string) => string; [code: string]: unknown } =
    useMessages(refusalMessages)
  const sentences = reasons.map((reason) => {
    const text = known[reason]
    return typeof text === 'string' ? text : other(reason)
  })
  return (
    <ErrorCard icon={icon} title={title} code={code}>
      {sentences.join(' ')}
    </ErrorCard>
  )
}
