/** Who changed the record last: the system writes it, people read it. */
import { defineField } from '../contract'
import { member } from '../member/index'

export const updatedBy = defineField({
  ...member,
  key: 'updated_by',
  load: { Editor: () => import('../shown-editor').then((module) => module.Editor) },
})
