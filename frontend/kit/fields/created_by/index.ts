/** Who made the record: the system writes it, people read it. */
import { defineField } from '../contract'
import { member } from '../member/index'

export const createdBy = defineField({
  ...member,
  key: 'created_by',
  load: { Editor: () => import('../shown-editor').then((module) => module.Editor) },
})
