/** A point on the map, in degrees. Shown as text: no page of ours asks a map service for anything. */
import { defineField } from '../contract'
import { Cell } from './cell'
import { type Geo, geoText, isOnEarth, parseGeo } from './geo'
import { geoFault } from './messages'

export const geo = defineField<Geo>({
  key: 'geo',
  version: 1,
  format: (value) => (value ? geoText(value) : ''),
  parse: (typed) => {
    if (typed.trim() === '') return { ok: true, value: null }
    const found = parseGeo(typed)
    if (!found) return { ok: false, code: 'geo.incomplete' }
    return isOnEarth(found) ? { ok: true, value: found } : { ok: false, code: 'geo.invalid' }
  },
  compare: (a, b) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    return a.lat - b.lat || a.lng - b.lng
  },
  isEmpty: (value) => value === null || value === undefined,
  validate: (value) => (value && !isOnEarth(value) ? ['geo.invalid'] : []),
  faultText: (code, _field, context) => geoFault(code, context.locale),
  toWire: (value) => (value === null ? null : { lat: value.lat, lng: value.lng }),
  width: { min: 130, ideal: 160 },
  align: 'start',
  cardLines: 1,
  Cell,
  load: { Editor: () => import('./editor').then((module) => module.Editor) },
})
