/** The rows to read, with the columns of their entity. */
import { useModel } from '../../client/model'
import { cn } from '../../ui/cn'
import { type CellProps } from '../contract'
import { FieldValue } from '../field-value'
import { fieldKinds } from '../registry'
import { TextCell } from '../text-cell'
import { type ChildRow, columnsOf, rowTitle } from './rows'

const SHOWN = 4
/** Later columns need more room. */
const ROOM = ['', '', 'hidden @xs:table-cell', 'hidden @sm:table-cell']

export function Grid({ value, field, context }: CellProps<ChildRow[]>) {
  const entity = useModel().findEntity(field.to ?? '')
  const rows = value ?? []
  if (!entity) return <TextCell wraps text={rows.map(rowTitle).join(', ')} />
  const columns = columnsOf(entity, field.inverse).slice(0, SHOWN)
  const end = (editor: string) => fieldKinds.get(editor)?.align === 'end' && 'text-right'
  return (
    <span className="@container block w-full min-w-0 py-0.5">
      <table className="w-full text-left">
        <thead>
          <tr className="text-meta text-fg-3">
            {columns.map((column, place) => (
              <th
                key={column.name}
                className={cn('pr-3 font-normal', end(column.editor), ROOM[place])}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id ?? index} className="border-t border-line">
              {columns.map((column, place) => (
                <td
                  key={column.name}
                  className={cn('py-1 pr-3 align-top', end(column.editor), ROOM[place])}
                >
                  <FieldValue
                    field={column}
                    row={{ version: 0, ...row, id: row.id ?? '' }}
                    context={context}
                    place="cell"
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </span>
  )
}
