package com.upcoach.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageLinksTest {

  private static String next(String query) {
    return new PageLinks("NEXT").text("/v1/habits", query);
  }

  @Test
  void a_page_links_to_the_next_and_to_the_first() {
    assertEquals("</v1/habits?cursor=NEXT>; rel=\"next\", </v1/habits>; rel=\"first\"", next(null));
    assertEquals("</v1/habits>; rel=\"first\"", new PageLinks(null).text("/v1/habits", null));
  }

  @Test
  void links_repeat_all_parameters_except_the_cursor() {
    for (String query :
        new String[] {
          "limit=2&sort=-title",
          "limit=2&cursor=OLD&sort=-title",
          "cursor=OLD&limit=2&cursor=OLDER&sort=-title&cursor",
          "%63ursor=OLD&limit=2&&sort=-title&",
        }) {
      assertEquals(
          "</v1/habits?limit=2&sort=-title&cursor=NEXT>; rel=\"next\","
              + " </v1/habits?limit=2&sort=-title>; rel=\"first\"",
          next(query),
          query);
    }
  }

  @Test
  void no_character_of_a_request_can_end_a_link() {
    assertEquals(
        "</v1/habits?search=%3E;rel=%22x%22%20%C3%BC%3C%5C%5E&cursor=NEXT>; rel=\"next\","
            + " </v1/habits?search=%3E;rel=%22x%22%20%C3%BC%3C%5C%5E>; rel=\"first\"",
        next("search=>;rel=\"x\" ü<\\^"));
  }
}
