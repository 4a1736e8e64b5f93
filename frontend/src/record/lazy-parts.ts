/** Record page and create dialog, loaded when first opened. */
import { type CreateDialogProps, type RecordPageProps } from '@kit/record/contract'
import { type ComponentType, lazy } from 'react'

const files = import.meta.glob<Record<string, unknown>>(
  '../../kit/record/{record-page,create-dialog}.tsx',
)

function part<P>(file: string, name: string) {
  return lazy(async () => {
    const module = await files[`../../kit/record/${file}.tsx`]?.()
    const component = module?.[name] as ComponentType<P> | undefined
    if (!component) throw new Error(`kit/record/${file}.tsx has no ${name}`)
    return { default: component }
  })
}

export const RecordPage = part<RecordPageProps>('record-page', 'RecordPage')
export const CreateDialog = part<CreateDialogProps>('create-dialog', 'CreateDialog')

/** When the page is idle: the first record and the first form then open at once. Returns how to give it up. */
export function preloadRecordParts(): () => void {
  const load = () => {
    for (const file of Object.values(files)) void file().catch(() => undefined) // opening it shows the failure
  }
  const timer = setTimeout(load, 2500)
  return () => clearTimeout(timer)
}
