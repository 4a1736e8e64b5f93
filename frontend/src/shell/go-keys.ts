/** The letter after G for each place of the menu: the first of its name that nobody has yet, else its number. Pure. */
import { fold } from '@kit/fields/fold'

export function goKeys(labels: readonly string[]): (string | null)[] {
  const taken = new Set<string>(['g'])
  return labels.map((label, index) => {
    const letters = fold(label).match(/[a-z]/g) ?? []
    const digit = index < 9 ? String(index + 1) : null
    const key = letters.find((letter) => !taken.has(letter)) ?? digit
    if (key) taken.add(key)
    return key
  })
}
