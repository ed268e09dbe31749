import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Operation } from '#contract/operation.ts';
import { Problem } from '#contract/problems.ts';

/** The OpenAPI 3.1 description of one door's operations, made from the contract. */
export function openApi(operations: readonly Operation[], version: string): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Maiimg Box',
      version,
      description:
        'Errors are RFC 9457 problem details with a stable `code`. Sign in by cookie (`POST /api/session`) or by `Authorization: Bearer KEY`.',
    },
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'maiimg_session' },
        key: { type: 'http', scheme: 'bearer' },
      },
    },
    paths: paths as ZodOpenApiPathsObject,
  });
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { answer, body } = operation;
  const content =
    answer === undefined
      ? {}
      : {
          content:
            typeof answer === 'string'
              ? { [answer]: { schema: { type: 'string' as const } } }
              : { 'application/json': { schema: answer } },
        };
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(typeof operation.access === 'string'
      ? {}
      : { description: `For ${operation.access.join(', ')}.`, security: [{ session: [] }, { key: [] }] }),
    requestParams: {
      ...(operation.params instanceof z.ZodObject ? { path: operation.params } : {}),
      ...(operation.query instanceof z.ZodObject ? { query: operation.query } : {}),
    },
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            content:
              typeof body === 'string'
                ? { [body]: { schema: { type: 'object' as const } } }
                : { 'application/json': { schema: body } },
          },
        }),
    responses: {
      [String(operation.status)]: { description: operation.summary, ...content },
      default: { description: 'A problem', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
}
