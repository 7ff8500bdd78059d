import type { Key } from '../language/en.js'
import type { Registration } from '../repository/repository.js'

/** What keeps an account from being made, by field. The server knows more: common passwords. */
export function problemsOf({
  name,
  email,
  password,
}: Registration): Partial<Record<keyof Registration, Key>> {
  return {
    ...(!name.trim() && { name: 'welcome.name.missing' }),
    ...(!/^\S+@\S+$/.test(email.trim()) && { email: 'welcome.email.wrong' }),
    ...([...password].length < 8 && { password: 'welcome.password.short' }),
  }
}
