/** "Editar campo": one value for all chosen records. */
import { lazy, Suspense, useState } from 'react'
import { type Values } from '../../client/data'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { Button } from '../../ui/button'
import { Popover } from '../../ui/popover'
import { Skeleton } from '../../ui/skeleton'
import { selectionMessages } from './selection-messages'

const FieldForm = lazy(async () => ({ default: (await import('./field-form')).FieldForm }))

interface EditActionProps {
  entity: EntityPlan
  onSet: (values: Values, field: FieldPlan) => void
}

export function EditAction({ entity, onSet }: EditActionProps) {
  const words = useMessages(selectionMessages)
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={words.edit}
      side="top"
      open={open}
      onOpenChange={setOpen}
      className="w-80"
      trigger={
        <Button variant="ghost" icon="pencil">
          {words.edit}
        </Button>
      }
    >
      {open && (
        <Suspense fallback={<Skeleton className="h-24" />}>
          <FieldForm
            entity={entity}
            onSet={(values, field) => {
              setOpen(false)
              onSet(values, field)
            }}
          />
        </Suspense>
      )}
    </Popover>
  )
}
