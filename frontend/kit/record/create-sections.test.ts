import { expect, it } from 'vitest'
import { compileModel } from '../meta/plan'
import { model } from '../testing/model-fixture'
import { askedFields } from './create-sections'

function asked(access: 'masked' | 'write', writable: boolean) {
  const found = Object.entries(model.entities).map(([name, entity]) => [
    name,
    { ...entity, fields: entity.fields.map((field) => ({ ...field, access, writable })) },
  ])
  const entity = compileModel({ ...model, entities: Object.fromEntries(found) }).entities.get(
    'lead',
  )
  if (!entity) throw new Error('no such entity')
  return new Set(askedFields(entity, {}).map((field) => field.access))
}

it('asks for masked fields that may be written in a new record', () => {
  expect(asked('masked', true)).toEqual(new Set(['editable']))
  expect(asked('masked', false)).toEqual(new Set(['masked']))
  expect(asked('write', true)).toEqual(new Set(['editable']))
})
