/** Joins class names; the last of two that set the same thing wins. Knows our type scale. */
import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['count', 'meta', 'ui', 'body', 'section', 'page', 'kpi', 'hero'],
      radius: ['chip', 'control', 'card', 'dialog', 'full'],
      shadow: ['1', 'pop', 'dialog'],
    },
  },
})

export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
