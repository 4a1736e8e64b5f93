import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { storyPlan } from '../story'
import { Editor } from './editor'
import { parseRating } from './rating'
import { story } from './story'

const context = { locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => new Date(0) }

it.each([
  ['4', 4],
  ['4/5', 4],
  ['4 de 5', 4],
  ['★★★☆☆', 3],
])('%s is %i stars', (text, value) => {
  expect(parseRating(text, 5)).toEqual({ ok: true, value })
})

it.each(['0', '6', '4/10', 'boa', '4,5', '☆☆'])('%s is no mark of five', (text) => {
  expect(parseRating(text, 5)).toEqual({ ok: false, code: 'rating' })
})

function Trial({ size, onCommit }: { size: 'cell' | 'form'; onCommit: () => void }) {
  const [value, setValue] = useState<number | null>(3)
  return (
    <Editor
      id="a"
      field={storyPlan(story)}
      context={context}
      value={value}
      size={size}
      autoFocus
      onChange={setValue}
      onCommit={onCommit}
      onCancel={() => undefined}
    />
  )
}

const chosen = () =>
  screen
    .getAllByRole('radio')
    .filter((star) => star.ariaChecked === 'true')
    .map((star) => star.ariaLabel)

it('goes by arrows, digits and Delete', async () => {
  render(<Trial size="form" onCommit={() => undefined} />)
  expect(screen.getByRole('radio', { name: '3 de 5' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  expect(chosen()).toEqual(['4 de 5'])
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
  expect(chosen()).toEqual(['2 de 5'])
  await userEvent.keyboard('{End}')
  expect(chosen()).toEqual(['5 de 5'])
  await userEvent.keyboard('1')
  expect(chosen()).toEqual(['1 de 5'])
  await userEvent.keyboard('7')
  expect(chosen()).toEqual(['1 de 5'])
  await userEvent.keyboard('{Delete}')
  expect(chosen()).toEqual([])
})

it('saves with the press in a cell; the chosen star pressed again takes the mark away', async () => {
  const onCommit = vi.fn()
  render(<Trial size="cell" onCommit={onCommit} />)
  await userEvent.click(screen.getByRole('radio', { name: '5 de 5' }))
  expect(chosen()).toEqual(['5 de 5'])
  expect(onCommit).toHaveBeenCalledOnce()
  await userEvent.click(screen.getByRole('radio', { name: '5 de 5' }))
  expect(chosen()).toEqual([])
  await userEvent.keyboard('{ArrowRight}{Enter}')
  expect(chosen()).toEqual(['1 de 5'])
  expect(onCommit).toHaveBeenCalledTimes(3)
})
