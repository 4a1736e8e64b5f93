/** When the record was made: the system writes it, people read it. */
import { defineField } from '../contract'
import { datetime } from '../datetime/index'

export const createdAt = defineField({
  ...datetime,
  key: 'created_at',
  load: { Editor: () => import('../shown-editor').then((module) => module.Editor) },
})
