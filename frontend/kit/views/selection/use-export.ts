/** A CSV of the chosen records, or of all a view finds; what goes wrong is said. */
import { useState } from 'react'
import { type ExportOrder, exportFile, exportThese, saveFile } from '../../client/export'
import { isProblem } from '../../client/problem'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan } from '../../meta/plan'
import { toast } from '../../ui/toaster'
import { type Asked } from '../asked'
import { exportMessages } from './export-messages'

export function useExport(entity: EntityPlan, asked: Asked, search: string | undefined) {
  const words = useMessages(exportMessages)
  const [busy, setBusy] = useState(false)
  const order: ExportOrder = {
    filter: asked.filter ?? undefined,
    search,
    sort: asked.sort ?? undefined,
    fields: asked.columns.map((field) => field.name),
  }
  /** `ids`: only these. */
  const run = async (ids?: readonly string[]): Promise<void> => {
    setBusy(true)
    try {
      const file = ids
        ? await exportThese(entity.name, ids, { ...order, search: undefined })
        : await exportFile(entity.name, order)
      saveFile(file)
      toast({ text: words.exported(file.name), tone: 'ok' })
    } catch (error) {
      const problem = isProblem(error) ? error : null
      toast({
        text: [problem?.detail || words.failed, problem?.hint].filter(Boolean).join(' '),
        tone: 'bad',
        action: { label: words.retry, run: () => void run(ids) },
      })
    } finally {
      setBusy(false)
    }
  }
  return { busy, run }
}
