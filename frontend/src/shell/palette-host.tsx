/** The palette with what this app can do, and the create dialog it may leave open. */
import { keys } from '@kit/client/data'
import { useModel } from '@kit/client/model'
import { useNavigation } from '@kit/client/navigation'
import { titleText } from '@kit/fields/reference'
import { useLocale } from '@kit/i18n/locale-context'
import { type EntityPlan } from '@kit/meta/plan'
import { type RecordHead } from '@kit/meta/wire'
import { Palette } from '@kit/palette/palette'
import { closePalette, usePaletteOpen } from '@kit/palette/palette-state'
import { useQueryClient } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { CreateDialog } from '../record/lazy-parts'
import { openShortcuts } from './shortcuts-state'
import { usePaletteCommands } from './use-palette-commands'

function useRecordOnScreen(entity: EntityPlan | null): { id: string; title: string | null } | null {
  const client = useQueryClient()
  const context = useLocale()
  const params = useParams({ strict: false })
  const search: { record?: string } = useSearch({ strict: false })
  const id = params.id ?? search.record
  if (!entity || !id) return null
  const row = client.getQueryData<RecordHead>(keys.record(entity.name, id))?.data
  return { id, title: row ? titleText(row[entity.title], context) || null : null }
}

function OpenPalette({ onCreate }: { onCreate: (entity: EntityPlan) => void }) {
  const params = useParams({ strict: false })
  const scope = useModel().findEntity(params.entity ?? '')
  const record = useRecordOnScreen(scope)
  const commands = usePaletteCommands({ isRecord: record !== null, onCreate })
  return (
    <Palette
      commands={commands}
      scope={scope}
      about={record?.title ?? null}
      shown={record?.id ?? null}
      onClose={closePalette}
      onHelp={openShortcuts}
    />
  )
}

export function PaletteHost() {
  const isOpen = usePaletteOpen()
  const { go, recordHref } = useNavigation()
  const [creating, setCreating] = useState<EntityPlan | null>(null)
  return (
    <>
      {isOpen && <OpenPalette onCreate={setCreating} />}
      {creating && (
        <Suspense fallback={null}>
          <CreateDialog
            entity={creating}
            open
            onClose={() => setCreating(null)}
            onCreated={(row) => {
              setCreating(null)
              go(recordHref(creating.name, row.id))
            }}
          />
        </Suspense>
      )}
    </>
  )
}
