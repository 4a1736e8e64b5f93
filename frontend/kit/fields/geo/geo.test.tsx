import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { storyPlan } from '../story'
import { Editor } from './editor'
import { type Geo, parseGeo } from './geo'
import { story } from './story'

it.each([
  ['-23.5613, -46.6565', { lat: -23.5613, lng: -46.6565 }],
  ['-23.5613,-46.6565', { lat: -23.5613, lng: -46.6565 }],
  ['(-23.5613, -46.6565)', { lat: -23.5613, lng: -46.6565 }],
  ['-23,5613 -46,6565', { lat: -23.5613, lng: -46.6565 }],
  ['-23,5613; -46,6565', { lat: -23.5613, lng: -46.6565 }],
  ['−23.5613° −46.6565°', { lat: -23.5613, lng: -46.6565 }],
  ['https://maps.example/@-23.5613,-46.6565,17z', { lat: -23.5613, lng: -46.6565 }],
  ['-23.56131234567, 1', { lat: -23.5613123, lng: 1 }],
  ['-23,5613', null],
  ['Av. Paulista', null],
  ['1, 2, 3', null],
])('%s', (text, point) => {
  expect(parseGeo(text)).toEqual(point)
})

function setUp() {
  const onChange = vi.fn()
  function Trial() {
    const [value, setValue] = useState<Geo | null>(null)
    return (
      <Editor
        id="geo"
        value={value}
        field={storyPlan(story)}
        context={{ locale: 'pt-BR', timeZone: 'UTC', now: () => new Date(0) }}
        size="form"
        onChange={(next) => {
          onChange(next)
          setValue(next)
        }}
        onCommit={() => undefined}
        onCancel={() => undefined}
      />
    )
  }
  render(<Trial />)
  return {
    onChange,
    lat: screen.getByLabelText('Latitude'),
    lng: screen.getByLabelText('Longitude'),
  }
}

it('takes a pasted pair in either input', async () => {
  const { onChange, lng } = setUp()
  await userEvent.click(lng)
  await userEvent.paste('-23.5613, -46.6565')
  expect(onChange).toHaveBeenLastCalledWith({ lat: -23.5613, lng: -46.6565 })
})

it.each([
  ['-23.5613, -46.6565', '-23.5613', '-46.6565'],
  ['-23.5613,-46.6565', '-23.5613', '-46.6565'],
  ['-23,5613 -46,6565', '-23,5613', '-46,6565'],
  ['-23,5613; -46,6565', '-23,5613', '-46,6565'],
])('%s typed in the latitude is split', async (text, north, east) => {
  const { onChange, lat, lng } = setUp()
  await userEvent.type(lat, text)
  expect(onChange).toHaveBeenLastCalledWith({ lat: -23.5613, lng: -46.6565 })
  await userEvent.tab()
  expect(lat).toHaveValue(north)
  expect(lng).toHaveValue(east)
})

it('takes a decimal comma in each input', async () => {
  const { onChange, lat, lng } = setUp()
  await userEvent.type(lat, '-23,5613')
  await userEvent.type(lng, '-46,6565')
  expect(onChange).toHaveBeenLastCalledWith({ lat: -23.5613, lng: -46.6565 })
})
