import { expect, it } from 'vitest'
import { boundsOf, lengthOf } from './strokes'

it('finds the box round all strokes, with room for the pen', () => {
  const strokes = [
    [
      { x: 10, y: 40 },
      { x: 30, y: 20 },
    ],
    [{ x: 5, y: 25 }],
  ]
  expect(boundsOf(strokes, 2)).toEqual({ x: 3, y: 18, width: 29, height: 24 })
  expect(boundsOf([], 2)).toBeNull()
})

it('measures how far the pen went, not the way through the air', () => {
  const corner = [
    { x: 0, y: 0 },
    { x: 3, y: 4 },
  ]
  expect(lengthOf([corner, [{ x: 100, y: 100 }]])).toBe(5)
})
