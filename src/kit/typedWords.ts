/** Fields somebody typed into, by hand, since they came on the screen. */
const touched = new WeakSet<EventTarget>();
const wordFields = 'textarea, input:is([type="text"], [type="email"], [type="tel"], [type="url"], :not([type]))';

/** Notes that somebody typed; to be called with each input event of a form. */
export function noteTyping({ target }: { target: EventTarget | null }): void {
  if (target !== null) touched.add(target);
}

/** Whether words somebody typed stand in a part of the page. What is typed to find or choose something is no such word. */
export function holdsTypedWords(part: Element): boolean {
  const fields = [...part.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(wordFields)];
  return fields.some((field) => touched.has(field) && field.value.trim() !== '' && field.role !== 'combobox');
}
