import type { Refused } from '../api.ts';
import type { FieldName, LinkForm, Mistakes, Wrong } from './link-change.ts';

const fieldOf: Readonly<Record<string, readonly [FieldName, Wrong]>> = {
  label: ['label', 'label'],
  placement: ['placement', 'placement'],
  'policy.maxOpens': ['opens', 'opens'],
  'policy.maxOpensPerVisitor': ['perPhone', 'perPhone'],
  'policy.opensAt': ['opensAt', 'opensLate'],
  'policy.expiresInDays': ['days', 'days'],
  'policy.expiresAt': ['date', 'date'],
  'policy.download': ['download', 'refused'],
  'policy.visitSeconds': ['visit', 'visit'],
  'policy.maxDevices': ['phones', 'phones'],
  'policy.refreshDays': ['refresh', 'refresh'],
  'policy.watermark': ['watermark', 'refused'],
  'policy.preview': ['preview', 'previewPassword'],
  'policy.password': ['password', 'password'],
};

/** Which fields of the form the box refused, and why; empty where it was no field of it. */
export function refusedFields({ fields }: Pick<Refused, 'fields'>, form: LinkForm): Mistakes {
  const found: Mistakes = {};
  for (const name of fields) {
    const [field, wrong] = fieldOf[name] ?? [];
    if (field === undefined || wrong === undefined) continue;
    // An end is in one of two fields, whichever way the box calls it.
    if (field === 'days' || field === 'date') {
      const shown = form.end === 'date' ? 'date' : 'days';
      found[shown] = shown;
    } else if (field === 'password' && form.password.trim() !== '') found.password = 'passwordLong';
    else if (field === 'preview' && !form.asks) found.preview = 'previewMark';
    else found[field] = wrong;
  }
  return found;
}
