/** When the record last changed: the system writes it, people read it. */
import { defineField } from '../contract'
import { datetime } from '../datetime/index'

export const updatedAt = defineField({
  ...datetime,
  key: 'updated_at',
  load: { Editor: () => import('../shown-editor').then((module) => module.Editor) },
})
