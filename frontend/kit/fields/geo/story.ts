import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'geo',
  field: { label: 'Localização' },
  filled: { lat: -23.5613, lng: -46.6565 },
  text: '-23.5613, -46.6565',
  wire: { lat: -23.5613, lng: -46.6565 },
  typed: true,
  invalid: unreadable('-23.5613\n', 'geo.incomplete'),
  code: 'geo.incomplete',
}
