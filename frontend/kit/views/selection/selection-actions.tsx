/** What can be done to the chosen records at once; only what this person may do is there. */
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatNumber } from '../../meta/format'
import { Button } from '../../ui/button'
import { AssignAction, ownerField } from './assign-action'
import { bulkMessages } from './bulk-messages'
import { BulkRefusal } from './bulk-refusal'
import { EditAction } from './edit-action'
import { exportMessages } from './export-messages'
import { MoveAction } from './move-action'
import { type SelectionBarProps } from './selection-bar'
import { selectionMessages } from './selection-messages'
import { TagAction } from './tag-action'
import { useBulk } from './use-bulk'
import { useExport } from './use-export'

export function SelectionActions({
  entity,
  state,
  asked,
  selection,
  rows,
  count,
  size,
  openRecord,
}: SelectionBarProps & { size: number }) {
  const words = useMessages(selectionMessages)
  const said = useMessages(bulkMessages)
  const { locale } = useLocale()
  const chosen = {
    ids: selection.ids,
    isAll: selection.isAll,
    filter: asked.filter,
    search: state.q,
    size,
    isCapped: count?.capped ?? true,
  }
  const exporting = useMessages(exportMessages)
  const file = useExport(entity, asked, state.q)
  const owner = ownerField(entity)
  const tags = entity.fields.find(
    (field) => field.type === 'tags' && field.access === 'editable' && !field.hidden,
  )
  const bulk = useBulk(entity, chosen, ({ change }) => {
    if ('delete' in change) selection.clear()
  })
  if (bulk.busy > 0)
    return (
      <span role="status" className="num px-2 text-fg-2">
        {said.working(formatNumber(bulk.busy, locale))}
      </span>
    )
  return (
    <>
      {entity.can.move &&
        entity.pipelines.map((pipeline) => (
          <MoveAction
            key={pipeline.name}
            entity={entity}
            pipeline={pipeline}
            isOnly={entity.pipelines.length === 1}
            onMove={(move, stage) =>
              void bulk.run({
                change: { move },
                done: (shown, many) => said.moved(shown, many, stage.label),
              })
            }
          />
        ))}
      {entity.can.update && owner && (
        <AssignAction
          field={owner}
          onAssign={(person) =>
            void bulk.run({
              change: { set: { [owner.name]: person?.id ?? null } },
              done: (shown, many) =>
                person ? said.assigned(shown, many, person.title) : said.unassigned(shown, many),
            })
          }
        />
      )}
      {entity.can.update && (
        <EditAction
          entity={entity}
          onSet={(set) => void bulk.run({ change: { set }, done: said.changed })}
        />
      )}
      {entity.can.update && tags && (
        <TagAction
          field={tags}
          onTag={(way, these) =>
            void bulk.run({
              change: { tags: { field: tags.name, way, these } },
              done: said.changed,
            })
          }
        />
      )}
      {entity.can.export && (
        <Button
          variant="ghost"
          icon="download"
          busy={file.busy}
          onClick={() => void file.run(selection.isAll ? undefined : selection.ids)}
        >
          {file.busy ? exporting.exporting : exporting.export}
        </Button>
      )}
      {entity.can.delete && (
        <Button
          variant="ghost"
          icon="trash-2"
          className="text-bad"
          onClick={() => void bulk.run({ change: { delete: true }, done: said.trashed })}
        >
          {words.trash}
        </Button>
      )}
      {bulk.refusal && (
        <BulkRefusal
          entity={entity}
          rows={rows}
          refusal={bulk.refusal}
          onAgain={(order) => void bulk.run(order)}
          onOpen={(id) => openRecord(id)}
          onClose={bulk.dismiss}
        />
      )}
    </>
  )
}
