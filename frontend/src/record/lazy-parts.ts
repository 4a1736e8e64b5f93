/** Record page and create dialog, loaded when first opened or when the page is idle. */
import { lazy } from 'react'

const loadRecordPage = () => import('@kit/record/record-page')
const loadCreateDialog = () => import('@kit/record/create-dialog')

export const RecordPage = lazy(async () => ({ default: (await loadRecordPage()).RecordPage }))
export const CreateDialog = lazy(async () => ({ default: (await loadCreateDialog()).CreateDialog }))

/** The first record and the first form then open at once. Returns how to give it up. */
export function preloadRecordParts(): () => void {
  const ignore = () => undefined // opening it shows the failure
  const timer = setTimeout(() => {
    loadRecordPage().catch(ignore)
    loadCreateDialog().catch(ignore)
  }, 2500)
  return () => clearTimeout(timer)
}
