import type { z } from 'zod';
import { type RefusedField, refusedField, type Why } from '../refusal.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found wrong, field by field; a field that it does not know is named itself. */
export function refusedFields(error: z.ZodError): RefusedField[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => refusedField([...issue.path, key].join('.'), (say) => say.unknown))
      : [refusedField(issue.path.join('.'), whyOf(issue))],
  );
}

function whyOf(issue: Issue): Why {
  switch (issue.code) {
    case 'invalid_type':
      // The value itself is not told again; only its absence is of use.
      if (issue.message.endsWith('received undefined')) return (say) => say.missing;
      return (say) => say.kinds[issue.expected] ?? say.wrong;
    case 'too_small':
      return bound(issue.origin, issue.minimum, ['shortest', 'fewest', 'least']);
    case 'too_big':
      return bound(issue.origin, issue.maximum, ['longest', 'mostItems', 'most']);
    case 'invalid_value':
      return (say) => say.oneOf(issue.values.map(String));
    case 'invalid_format':
      return formOf(issue);
    case 'invalid_union': {
      const values = issue.errors.flat().find(({ code }) => code === 'invalid_value');
      return values ? whyOf(values) : (say) => say.wrong;
    }
    case 'custom':
      return (say) => say.form(issue.message);
    default:
      return (say) => say.wrong;
  }
}

function bound(
  origin: string,
  limit: number | bigint,
  [text, list, figure]: ['shortest', 'fewest', 'least'] | ['longest', 'mostItems', 'most'],
): Why {
  if (origin === 'string') return (say) => say[text](Number(limit));
  if (origin === 'array') return (say) => say[list](Number(limit));
  return (say) => say[figure](String(limit));
}

function formOf({ format, message }: Extract<Issue, { code: 'invalid_format' }>): Why {
  if (format === 'datetime') return (say) => say.time;
  if (format === 'date') return (say) => say.day;
  if (format === 'uuid') return (say) => say.id;
  // Ours say the form that is wanted.
  return (say) => (message.startsWith('Invalid') ? say.wrong : say.form(message));
}
