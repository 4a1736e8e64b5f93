/** Record page and create dialog, loaded when first opened or when the page is idle. */
import { lazyPart } from '../lazy-part'
import { preloadViews } from '../pages/lazy-view'

export const RecordPage = lazyPart(async () => (await import('@kit/record/record-page')).RecordPage)
export const CreateDialog = lazyPart(
  async () => (await import('@kit/record/create-dialog')).CreateDialog,
)

/** The first record, form and view of another kind then open at once, and without the server. Returns how to give it up. */
export function preloadRecordParts(): () => void {
  const ignore = () => undefined // opening it shows the failure
  const timer = setTimeout(() => {
    RecordPage.preload().catch(ignore)
    CreateDialog.preload().catch(ignore)
    preloadViews()
  }, 2500)
  return () => clearTimeout(timer)
}
