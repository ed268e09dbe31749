import { z } from 'zod';
import { Instant } from './common.ts';

/** Which bytes a guest may keep: none, the screen size, or the original file. */
export const Download = z.enum(['off', 'screen', 'original']).meta({ id: 'Download' });
export type Download = z.infer<typeof Download>;

/** What is drawn into every picture under a link: nothing, the brand, or whom the link is for and when it was made. */
export const Watermark = z.enum(['off', 'brand', 'recipient']).meta({ id: 'Watermark' });
export type Watermark = z.infer<typeof Watermark>;

/** What a link allows. `null` is "no limit" everywhere. */
export const Policy = z
  .object({
    /** 查看次数: opens in all. */
    maxOpens: z.int().nullable(),
    /** 每人次数: opens a visitor. */
    maxOpensPerVisitor: z.int().nullable(),
    opensAt: Instant.nullable(),
    /** 到期: the first instant at which it opens no more. */
    expiresAt: Instant.nullable(),
    /** It ends when its project does, wherever that is moved to. */
    expiresWithProject: z.boolean(),
    /** 下载. */
    download: Download,
    /** 水印. */
    watermark: Watermark,
    /** 查看时长: seconds that one visit lasts, whatever is looked at. */
    visitSeconds: z.int().nullable(),
    /** 设备数: on how many phones it opens. */
    maxDevices: z.int().nullable(),
    /** 自动更新: photos that are older than so many days are overdue. */
    refreshDays: z.int().nullable(),
    /** 预览图: what messengers draw of its address may show its cover; never where it asks for a password. */
    preview: z.boolean(),
    /** 反馈: guests may give photos a heart and a line. */
    feedback: z.boolean(),
    /** Whether one is asked for; the password itself is told by `readLinkPassword` alone. */
    password: z.boolean(),
  })
  .meta({ id: 'Policy' });
export type Policy = z.infer<typeof Policy>;

export const count = z.int().min(1).max(1_000_000).nullable();
/** From ten seconds to the twelve hours after which every visit ends. */
export const VisitSeconds = z.int().min(10).max(43_200).nullable();
export const MaxDevices = z.int().min(1).max(10_000).nullable();
export const RefreshDays = z.int().min(1).max(3650).nullable();
export const PolicyInput = z.strictObject({
  maxOpens: count.optional(),
  maxOpensPerVisitor: count.optional(),
  opensAt: Instant.nullable().optional(),
  expiresAt: Instant.nullable().optional(),
  /** To the end of that day in the box's zone, counted from now. */
  expiresInDays: z.int().min(0).max(3650).optional(),
  /** To the end date of the project. */
  expiresWithProject: z.literal(true).optional(),
  /** `true` and `false` stand for `original` and `off`. */
  download: z.union([Download, z.boolean().transform((on): Download => (on ? 'original' : 'off'))]).optional(),
  watermark: Watermark.optional(),
  visitSeconds: VisitSeconds.optional(),
  maxDevices: MaxDevices.optional(),
  refreshDays: RefreshDays.optional(),
  preview: z.boolean().optional(),
  feedback: z.boolean().optional(),
  /** Empty or null takes it away. */
  password: z.string().trim().max(100).nullable().optional(),
});
export type PolicyInput = z.infer<typeof PolicyInput>;
