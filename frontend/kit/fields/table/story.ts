import { type FieldStory } from '../story'
import { UnreadableRows } from './rows'

const gauze = { id: 'line-1', name: 'Gaze estéril', situation: 'arrived', price: '18.90' }
const gloves = {
  id: 'line-2',
  name: 'Luvas M',
  situation: 'asked',
  due: '2026-12-04',
  price: '42.00',
}

export const story: FieldStory = {
  key: 'table',
  field: { label: 'Itens do pedido', to: 'order_line', multiple: true },
  filled: [gauze, gloves],
  text: 'Gaze estéril, Luvas M',
  wire: [gauze, gloves],
  invalid: new UnreadableRows([{ ...gauze, name: null }, gloves]),
  code: 'table.rows',
}
