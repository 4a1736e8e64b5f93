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
