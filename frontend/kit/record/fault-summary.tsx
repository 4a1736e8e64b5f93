/** Everything that stands in the way of saving, each line a way to its field. */
import { useMessages } from '../i18n/locale-context'
import { type FieldPlan } from '../meta/plan'
import { Icon } from '../ui/icon'
import { recordMessages } from './record-messages'

export interface Fault {
  key: string
  text: string
  /** Null when it belongs to the record as a whole. */
  field: FieldPlan | null
}

interface FaultSummaryProps {
  faults: readonly Fault[]
  onGo: (field: FieldPlan) => void
}

export function FaultSummary({ faults, onGo }: FaultSummaryProps) {
  const words = useMessages(recordMessages)
  if (faults.length === 0) return null
  const lines = saidOnce(faults)
  return (
    <div role="alert" className="flex gap-2.5 rounded-control bg-bad-soft px-3 py-2.5">
      <Icon name="circle-alert" className="mt-0.5 text-bad" />
      <div className="min-w-0">
        <p className="font-semibold">{words.attention(lines.length)}</p>
        <ul className="flex flex-wrap gap-x-3">
          {lines.map(({ key, text, line, field }) => (
            <li key={key}>
              {field ? (
                <button
                  type="button"
                  className="min-h-6 text-left underline underline-offset-2"
                  onClick={() => onGo(field)}
                >
                  {line}
                </button>
              ) : (
                text
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** A fault that stands on several fields and names one of them is one line, without a label. */
function saidOnce(faults: readonly Fault[]) {
  const known = new Map<string, Fault & { line: string }>()
  for (const fault of faults) {
    const { key, text, field } = fault
    const shared = faults.filter((other) => other.field && other.text === text)
    const isNamed = shared.length > 1 && shared.some((one) => text.includes(one.field?.label ?? ''))
    const name = isNamed ? text : key
    if (known.has(name)) continue
    known.set(name, { ...fault, line: isNamed ? text : `${field?.label}: ${text}` })
  }
  return [...known.values()]
}
