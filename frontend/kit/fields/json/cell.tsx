import { type Json } from '../../meta/wire'
import { type CellProps } from '../contract'
import { jsonLine, jsonLines } from './json'

export function Cell({ value, place }: CellProps<Json>) {
  if (value === null) return null
  if (place === 'panel')
    return (
      <code className="max-h-60 min-w-0 overflow-y-auto py-1.5 font-mono text-meta wrap-anywhere whitespace-pre-wrap">
        {jsonLines(value)}
      </code>
    )
  return <code className="min-w-0 truncate font-mono text-meta text-fg-2">{jsonLine(value)}</code>
}
