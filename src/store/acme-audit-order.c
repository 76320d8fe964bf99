/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of a million events by one field. What can be a number is one (a time, an id, the place of a pool's text in
 * the order of the alphabet) and numbers are sorted by their digits, without comparing.
 *
 * Descriptions are texts of which there may be as many as events. They are ordered by their folded letters, eight at a
 * time, and not by the locale's alphabet: its keys take 17 microseconds each, and so a million of them 17 seconds.
 *
 * Events that are equal stay in the order in which they came, downwards too. */

#include "config.h"

#include "acme-audit-order-private.h"

#include <stdlib.h>
#include <string.h>

#include "acme-parallel.h"
#include "acme-query.h"
#include "acme-time.h"

/* Up to so many texts are compared one with another */
#define FEW 24
/* More are shared by all threads, in so many parts */
#define LARGE 32768
#define N_PARTS 16
/* Digits are worth counting from so many numbers on */
#define WORTH_COUNTING 2048

typedef enum
{
  BY_ARRIVAL,
  BY_TIME,
  BY_NUMBER,
  BY_RANK,
  BY_ID,
  BY_DESCRIPTION,
} Kind;

typedef struct
{
  guint64 key;
  guint32 index;
} Keyed;

struct _AcmeAuditOrder
{
  AcmeAuditLog *log; /* (unowned) */
  Kind kind;
  guint64 flip;   /* what a key is XORed with: all bits to turn the order round */
  int pool;
  guint32 *ranks; /* (nullable): by text of the pool */
  const int *is_cancelled; /* atomic */
};

static Kind
find_kind (AcmeAuditLog *log,
           int           field)
{
  switch (field)
    {
    case ACME_EVENT_DATE:
      return BY_TIME;
    case ACME_EVENT_ID:
      return acme_audit_log_has_numbers (log) ? BY_NUMBER : BY_ID;
    case ACME_EVENT_DESCRIPTION:
      return BY_DESCRIPTION;
    default:
      return field >= 0 && acme_audit_log_find_pool (field) >= 0 ? BY_RANK : BY_ARRIVAL;
    }
}

/**
 * acme_audit_order_new:
 * @log: a log, which must outlive the order
 * @field: the index of a field, or %ACME_QUERY_NO_FIELD for the order of arrival, in which the whole record is too
 * @descending: whether the largest come first
 * @is_cancelled: not 0 when nobody wants it any more, and what comes of it may be in any order; it must outlive the
 *   order
 *
 * Returns: (transfer full): an order of the events that @log has now
 */
AcmeAuditOrder *
acme_audit_order_new (AcmeAuditLog *log,
                      int           field,
                      gboolean      descending,
                      const int    *is_cancelled)
{
  AcmeAuditOrder *self = g_new0 (AcmeAuditOrder, 1);

  self->log = log;
  self->kind = find_kind (log, field);
  self->flip = descending ? G_MAXUINT64 : 0;
  self->is_cancelled = is_cancelled;
  if (self->kind == BY_RANK)
    {
      AcmeTextPool *pool;

      self->pool = acme_audit_log_find_pool (field);
      pool = acme_audit_log_get_pool (log, self->pool);
      self->ranks = acme_text_pool_rank (pool, acme_text_pool_get_n (pool), is_cancelled);
      if (self->ranks == NULL)
        self->kind = BY_ARRIVAL;
    }
  return self;
}

/**
 * acme_audit_order_free:
 * @self: (transfer full): an order
 */
void
acme_audit_order_free (AcmeAuditOrder *self)
{
  g_free (self->ranks);
  g_free (self);
}

/**
 * acme_audit_order_by_numbers:
 * @self: an order
 *
 * Returns: whether it is one of ids that are numbers; it is another one as soon as there is an id that is none
 */
gboolean
acme_audit_order_by_numbers (const AcmeAuditOrder *self)
{
  return self->kind == BY_NUMBER;
}

static const char *
get_id (AcmeAuditOrder *self,
        guint32         index)
{
  gsize length;

  return acme_audit_line_find (acme_audit_log_get_line (self->log, index, &length), ACME_AUDIT_LINE_ID);
}

static guint64
read_number (const char *digits)
{
  guint64 number = 0;

  if (*digits == '\0')
    return 0;
  for (; *digits != '\0'; digits++)
    number = number * 10 + (guint64) (*digits - '0');
  return number + 1; /* an event without an id comes first, as "" does */
}

static guint64
make_key (AcmeAuditOrder *self,
          guint32         index)
{
  const AcmeAuditChunk *chunk = acme_audit_log_get_chunk (self->log, index / ACME_AUDIT_CHUNK);
  guint row = index % ACME_AUDIT_CHUNK;

  switch (self->kind)
    {
    case BY_TIME:
      return (guint64) chunk->times[row] ^ (G_GUINT64_CONSTANT (1) << 63) ^ self->flip;
    case BY_NUMBER:
      return read_number (get_id (self, index)) ^ self->flip;
    case BY_RANK:
      return self->ranks[chunk->texts[self->pool][row]] ^ self->flip;
    case BY_ARRIVAL:
    case BY_ID:
    case BY_DESCRIPTION:
    default:
      g_return_val_if_reached (0);
    }
}

static gboolean
is_text (const AcmeAuditOrder *self)
{
  return self->kind == BY_ID || self->kind == BY_DESCRIPTION;
}

static const char *
get_text (AcmeAuditOrder *self,
          guint32         index,
          gsize          *out_length)
{
  const char *id;

  if (self->kind == BY_DESCRIPTION)
    return acme_audit_log_get_description (self->log, index, out_length);

  id = get_id (self, index);
  *out_length = strlen (id);
  return id;
}

/* A stable sort by digits of 11 bits, the last first; digits in which all keys agree are passed over. */
#define DIGIT_BITS 11
#define N_DIGITS 6

static void
sort_by_digits (Keyed *items,
                Keyed *other,
                guint  n)
{
  g_autofree guint (*counts)[1 << DIGIT_BITS] = (guint (*)[1 << DIGIT_BITS])
    g_new0 (guint, N_DIGITS << DIGIT_BITS);
  Keyed *from = items, *to = other;

  for (guint i = 0; i < n; i++)
    {
      guint64 key = items[i].key;

      for (guint digit = 0; digit < N_DIGITS; digit++, key >>= DIGIT_BITS)
        counts[digit][key & ((1 << DIGIT_BITS) - 1)]++;
    }
  for (guint digit = 0; digit < N_DIGITS; digit++)
    {
      guint shift = digit * DIGIT_BITS;
      guint sum = 0;

      if (counts[digit][(from[0].key >> shift) & ((1 << DIGIT_BITS) - 1)] == n)
        continue;
      for (guint i = 0; i < 1 << DIGIT_BITS; i++)
        {
          guint count = counts[digit][i];

          counts[digit][i] = sum;
          sum += count;
        }
      for (guint i = 0; i < n; i++)
        to[counts[digit][(from[i].key >> shift) & ((1 << DIGIT_BITS) - 1)]++] = from[i];
      to = from;
      from = from == items ? other : items;
    }
  if (from != items)
    memcpy (items, from, n * sizeof (Keyed));
}

static gboolean
is_sorted (const Keyed *items,
           guint        n)
{
  for (guint i = 1; i < n; i++)
    {
      if (items[i - 1].key > items[i].key)
        return FALSE;
    }
  return TRUE;
}

static int
compare_keyed (const void *a,
               const void *b)
{
  const Keyed *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

static void
sort_keyed (Keyed *items,
            Keyed *other,
            guint  n)
{
  if (n < 2 || is_sorted (items, n))
    return;
  if (n < WORTH_COUNTING)
    qsort (items, n, sizeof (Keyed), compare_keyed);
  else
    sort_by_digits (items, other, n);
}

/* Texts: eight letters at a time are a number, the first the largest digit. */
typedef struct
{
  AcmeAuditOrder *order;
  Keyed *items;
  Keyed *other; /* of the same length */
  guint depth;  /* in letters */
  guint n;
} Piece;

static guint64
read_letters (const char *text,
              gsize       length)
{
  guint64 letters = 0;

  memcpy (&letters, text, MIN (length, sizeof letters));
  return GUINT64_FROM_BE (letters);
}

static void
read_keys (const Piece *piece)
{
  for (guint i = 0; i < piece->n; i++)
    {
      gsize length;
      const char *text = get_text (piece->order, piece->items[i].index, &length);

      piece->items[i].key = read_letters (text + piece->depth, length - piece->depth) ^ piece->order->flip;
    }
}

/* Whether the texts with this key end in it */
static gboolean
is_end (const AcmeAuditOrder *self,
        guint64               key)
{
  return ((key ^ self->flip) & 0xff) == 0;
}

static int
compare_texts (AcmeAuditOrder *self,
               guint32         a,
               guint32         b,
               guint           depth)
{
  gsize length;
  int order = strcmp (get_text (self, a, &length) + depth, get_text (self, b, &length) + depth);

  return self->flip != 0 ? -order : order;
}

static int
compare_rests (const void *a,
               const void *b,
               void       *data)
{
  const Keyed *x = a, *y = b;
  const Piece *piece = data;
  int order;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  if (!is_end (piece->order, x->key))
    {
      order = compare_texts (piece->order, x->index, y->index, piece->depth + 8);
      if (order != 0)
        return order;
    }
  return (x->index > y->index) - (x->index < y->index);
}

/* Calls back for each run of equal keys that go on behind them. */
static void
for_each_tie (const Piece *piece,
              void       (*func) (const Piece *tie, gpointer data),
              gpointer     data)
{
  for (guint start = 0, end; start < piece->n; start = end)
    {
      guint64 key = piece->items[start].key;

      for (end = start + 1; end < piece->n && piece->items[end].key == key; end++)
        ;
      if (end - start > 1 && !is_end (piece->order, key))
        {
          Piece tie = { piece->order, piece->items + start, piece->other + start, piece->depth + 8, end - start };

          func (&tie, data);
        }
    }
}

static gboolean
is_cancelled (const AcmeAuditOrder *self)
{
  return g_atomic_int_get (self->is_cancelled) != 0;
}

static void
add_piece (const Piece *piece,
           gpointer     pieces)
{
  g_array_append_vals (pieces, piece, 1);
}

/* A piece has not been looked at from its depth on, and is in the order of arrival. What is still to be sorted of it is
 * added to @ties. */
static void
sort_piece (const Piece *piece,
            GArray      *ties)
{
  Piece rest = *piece;

  read_keys (piece);
  while (piece->items[0].key == piece->items[piece->n - 1].key && is_sorted (rest.items, rest.n) &&
         !is_end (rest.order, rest.items[0].key) && !is_cancelled (rest.order))
    {
      rest.depth += 8; /* nothing differs here */
      read_keys (&rest);
    }
  if (rest.n <= FEW)
    {
      qsort_r (rest.items, rest.n, sizeof (Keyed), compare_rests, &rest);
      return;
    }
  sort_keyed (rest.items, rest.other, rest.n);
  for_each_tie (&rest, add_piece, ties);
}

/* Texts can be made that are alike for ever longer: so many calls in calls no stack has room for. */
static void
sort_piece_cb (guint    i,
               guint    thread,
               gpointer pieces)
{
  g_autoptr(GArray) rest = g_array_new (FALSE, FALSE, sizeof (Piece));

  add_piece (&g_array_index ((GArray *) pieces, Piece, i), rest);
  while (rest->len > 0)
    {
      Piece piece = g_array_index (rest, Piece, rest->len - 1);

      g_array_set_size (rest, rest->len - 1);
      if (is_cancelled (piece.order))
        return;
      sort_piece (&piece, rest);
    }
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  const Piece *x = a, *y = b;

  return (x->n < y->n) - (x->n > y->n);
}

/* A part of a large piece */
static Piece
get_part (const Piece *piece,
          guint        i)
{
  guint start = (guint) ((guint64) piece->n * i / N_PARTS);
  guint end = (guint) ((guint64) piece->n * (i + 1) / N_PARTS);

  return (Piece) { piece->order, piece->items + start, piece->other + start, piece->depth, end - start };
}

static void
read_part_cb (guint    i,
              guint    thread,
              gpointer piece)
{
  Piece part = get_part (piece, i);

  read_keys (&part);
}

static void
make_part_cb (guint    i,
              guint    thread,
              gpointer piece)
{
  Piece part = get_part (piece, i);

  for (guint j = 0; j < part.n; j++)
    part.items[j].key = make_key (part.order, part.items[j].index);
}

/* Sorts large pieces by their next letters with all threads, until what is equal is in pieces that are small enough for
 * one thread each. */
static void
sort_texts (const Piece *whole)
{
  g_autoptr(GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  g_array_append_vals (pieces, whole, 1);
  while (pieces->len > 0 && g_array_index (pieces, Piece, 0).n > LARGE &&
         !is_cancelled (whole->order))
    {
      Piece piece = g_array_index (pieces, Piece, 0);

      g_array_remove_index_fast (pieces, 0);
      acme_parallel_run (N_PARTS, read_part_cb, &piece);
      sort_keyed (piece.items, piece.other, piece.n);
      for_each_tie (&piece, add_piece, pieces);
      g_array_sort (pieces, compare_sizes);
    }
  acme_parallel_run (pieces->len, sort_piece_cb, pieces);
}

/**
 * acme_audit_order_sort:
 * @self: an order
 * @indices: (array length=n): events, in the order of arrival
 * @n: how many
 *
 * Brings them into this order.
 */
void
acme_audit_order_sort (AcmeAuditOrder *self,
                       guint32        *indices,
                       guint           n)
{
  g_autofree Keyed *items = NULL;
  g_autofree Keyed *other = NULL;
  Piece whole;

  if (self->kind == BY_ARRIVAL || n < 2)
    return;

  items = g_new (Keyed, n);
  other = g_new (Keyed, n);
  whole = (Piece) { self, items, other, 0, n };
  for (guint i = 0; i < n; i++)
    items[i].index = indices[i];
  if (is_text (self))
    {
      sort_texts (&whole);
    }
  else
    {
      acme_parallel_run (N_PARTS, make_part_cb, &whole);
      sort_keyed (items, other, n);
    }
  for (guint i = 0; i < n; i++)
    indices[i] = items[i].index;
}

/* Whether @a comes before @b, which came later */
static gboolean
is_before (AcmeAuditOrder *self,
           guint32         a,
           guint32         b)
{
  if (self->kind == BY_ARRIVAL || is_cancelled (self))
    return TRUE;
  if (!is_text (self))
    return make_key (self, a) <= make_key (self, b);

  return compare_texts (self, a, b, 0) <= 0;
}

/**
 * acme_audit_order_merge:
 * @self: an order
 * @a: (array length=n_a): events in this order
 * @n_a: how many
 * @b: (array length=n_b): others in this order, all of which came later
 * @n_b: how many
 *
 * Returns: (transfer full) (array): all of them in this order
 */
guint32 *
acme_audit_order_merge (AcmeAuditOrder *self,
                        const guint32  *a,
                        guint           n_a,
                        const guint32  *b,
                        guint           n_b)
{
  guint32 *merged = g_new (guint32, (gsize) n_a + n_b);
  guint32 *out = merged;
  guint i = 0;

  for (guint j = 0; j < n_b; j++)
    {
      guint low = i, high = n_a, step = 1;

      /* few come between many: where the next one goes is seldom far, or at one of the ends */
      while (low + step < n_a && is_before (self, a[low + step - 1], b[j]))
        {
          low += step;
          step *= 2;
        }
      high = MIN (n_a, low + step);
      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (is_before (self, a[middle], b[j]))
            low = middle + 1;
          else
            high = middle;
        }
      if (low > i)
        memcpy (out, a + i, (low - i) * sizeof (guint32));
      out += low - i;
      i = low;
      *out++ = b[j];
    }
  if (n_a > i)
    memcpy (out, a + i, (n_a - i) * sizeof (guint32));
  return merged;
}
