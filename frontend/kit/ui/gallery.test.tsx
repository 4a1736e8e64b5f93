import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { Gallery } from './gallery'

/** jsdom has no layout and no colours: the browser ring checks those. */
const OPTIONS: axe.RunOptions = {
  rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
}

async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, OPTIONS)
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)
}

test('every primitive passes axe at rest', async () => {
  render(<Gallery />)
  expect(await faults()).toEqual([])
})

test('an open menu and an open dialog pass axe, and Escape gives the focus back', async () => {
  render(<Gallery />)
  const menu = screen.getByRole('button', { name: 'Menu' })
  await userEvent.click(menu)
  expect(await screen.findByRole('menuitem', { name: 'Lixeira' })).toBeVisible()
  expect(await faults()).toEqual([])
  await userEvent.keyboard('{Escape}')
  expect(menu).toHaveFocus()
  await userEvent.click(screen.getByRole('button', { name: 'Diálogo' }))
  expect(await screen.findByRole('dialog', { name: 'Título' })).toBeVisible()
  expect(await faults()).toEqual([])
})

test('a combobox filters as one types and picks with Enter', async () => {
  render(<Gallery />)
  await userEvent.click(screen.getByRole('combobox', { name: 'Fruta' }))
  await waitFor(() => expect(document.activeElement?.tagName).toBe('INPUT'))
  await userEvent.keyboard('jabu')
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
  await userEvent.keyboard('{Enter}')
  expect(screen.getByText('Jabuticaba', { selector: 'button' })).toBeVisible()
})
