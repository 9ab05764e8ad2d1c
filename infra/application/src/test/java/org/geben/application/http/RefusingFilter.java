package org.geben.application.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses by a status alone, as security filters and firewalls do. */
final class RefusingFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String status = request.getParameter("filtered");
        if (status == null) {
            chain.doFilter(request, response);
        } else {
            response.sendError(Integer.parseInt(status));
        }
    }
}
